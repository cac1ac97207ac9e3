from django.urls import path

from accounts.araucaria import mint_widget_token, receive_webhook
from accounts.views import page

urlpatterns = [
    path("", page),
    path("api/widget-token", mint_widget_token),
    path("webhooks/araucaria", receive_webhook),
]
