from django.db import models


class Connection(models.Model):
    """Whose a connection is, and its status. In production, `owner` is a foreign key to your user."""

    id = models.CharField(primary_key=True, max_length=64)
    owner = models.CharField(max_length=64, db_index=True)
    status = models.CharField(max_length=20, default="PENDING")
    changed_at = models.DateTimeField(null=True)

    @classmethod
    def is_owned_by(cls, user: str, id: str) -> bool:
        # Compared here too: MySQL takes an id in another case for the same.
        return id in cls.objects.filter(id=id, owner=user).values_list("id", flat=True)
