"""Tests of ${{ values.name }}."""
