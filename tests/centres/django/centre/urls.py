from django.contrib import admin
from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path("", TemplateView.as_view(template_name="welcome.html", extra_context={"title": "Welcome"})),
    path("login-help/", TemplateView.as_view(template_name="login_help.html", extra_context={"title": "Trouble logging in"}), name="login-help"),
    path("admin/", admin.site.urls),
]
