from .imports import Import, Written

__all__ = ["Import", "Written"]
