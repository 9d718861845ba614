"""One row per place; codes are data with a validity, the identity of a place never changes."""

from django.db import models
from django.db.models import F, Q

LEVELS = ("district", "street", "community", "grid", "compound", "building", "stair", "dwelling")
WITHIN_COMMUNITY = LEVELS[3:]


class Place(models.Model):
    """A place in the containment tree; a grid hangs below its community and shares the community's numbers.

    ``pos``/``pos_end`` bound the depth-first numbers of everything inside. The columns ``street_id`` to
    ``compound_id`` name the enclosing places, the place itself included. ``compound_id`` and ``grid_id`` are plain
    ids, and ``grid_id`` is null where a compound spans several grids. Coordinates are WGS 84; ``area`` is one ring of
    (longitude, latitude). ``sketch`` holds lines that only please the eye on a schematic map.
    """

    public_because = "Names, codes and outlines of places are printed on every street corner."

    code = models.TextField()
    name = models.TextField()
    short_name = models.TextField()
    level = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    street_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    grid_id = models.BigIntegerField(null=True)
    compound_id = models.BigIntegerField(null=True)
    pos = models.IntegerField()
    pos_end = models.IntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    area = models.JSONField(null=True)
    sketch = models.JSONField(null=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    schematic = models.BooleanField(default=False)
    sort_key = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="places_level_known"),
            models.CheckConstraint(condition=Q(pos__gte=0, pos_end__gte=F("pos")), name="places_numbers_in_order"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="places_validity_in_order"
            ),
            models.CheckConstraint(
                condition=Q(level="district", parent__isnull=True) | (~Q(level="district") & Q(parent__isnull=False)),
                name="places_only_the_district_has_no_parent",
            ),
            models.CheckConstraint(
                condition=~Q(level__in=LEVELS[1:]) | Q(street_id__isnull=False),
                name="places_below_district_in_a_street",
            ),
            models.CheckConstraint(
                condition=~Q(level__in=LEVELS[2:]) | Q(community_id__isnull=False),
                name="places_below_street_in_a_community",
            ),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True) | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="places_point_on_earth",
            ),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to__isnull=True), name="places_code_unique"),
            models.UniqueConstraint(
                fields=["level"], condition=Q(level="district", valid_to__isnull=True), name="places_one_district"
            ),
        ]
        indexes = [
            models.Index(fields=["grid_id"], name="places_grid"),
            models.Index(fields=["pos"], name="places_pos"),
            models.Index(
                fields=["sort_key", "id"],
                condition=Q(valid_to__isnull=True) & ~Q(level="dwelling"),
                name="places_kept_tree",
            ),
        ]
