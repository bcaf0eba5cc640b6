from importlib import import_module

Migration = import_module("alerts.migrations.0002_once").Migration
