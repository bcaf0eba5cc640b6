from django.urls import path

from . import adding, exporting, sharing, views

app_name = "dossiers"
urlpatterns = [
    path("dossiers/", views.dossier_list, name="dossier_list"),
    path("dossiers/ajouter/", adding.add, name="add"),
    path("dossiers/partage/<str:token>/", sharing.shared, name="shared"),
    path("dossiers/<int:pk>/", views.dossier, name="dossier"),
    path("dossiers/<int:pk>.<str:suffix>", exporting.export, name="export"),
    path("dossiers/<int:pk>/imprimer/", views.printed, name="printed"),
    path("dossiers/<int:pk>/jeter/", views.throw_away, name="throw_away"),
    path("dossiers/<int:pk>/reprendre/", views.take_back, name="take_back"),
    path("dossiers/<int:pk>/effacer/", views.erase, name="erase"),
    path("dossiers/<int:pk>/partager/", sharing.share, name="share"),
    path("dossiers/<int:pk>/partages/<int:share>/retirer/", sharing.withdraw, name="withdraw"),
    path("dossiers/<int:pk>/elements/<int:item>/note/", views.item_note, name="item_note"),
    path("dossiers/<int:pk>/elements/<int:item>/deplacer/", views.item_move, name="item_move"),
    path("dossiers/<int:pk>/elements/<int:item>/relu/", views.item_take, name="item_take"),
    path("dossiers/<int:pk>/elements/<int:item>/retirer/", views.item_remove, name="item_remove"),
    path("dossiers/<int:pk>/elements/<int:item>/remettre/", views.item_restore, name="item_restore"),
]
