"""The banners on the storefront."""

import os

import psycopg
from flask import Flask, jsonify

BANNERS = [("1.jpg", "Winter sale"), ("2.jpg", "Free delivery"), ("3.jpg", "New arrivals")]


def connect():
    return psycopg.connect(
        host=os.environ["POSTGRES_HOST"],
        user=os.environ["POSTGRES_USER"],
        password=os.environ["POSTGRES_PASSWORD"],
        connect_timeout=2,
    )


def fill(database):
    with database() as connection:
        connection.execute("DROP TABLE IF EXISTS advertisement")
        connection.execute("CREATE TABLE advertisement (path text PRIMARY KEY, title text NOT NULL)")
        for banner in BANNERS:
            connection.execute("INSERT INTO advertisement VALUES (%s, %s)", banner)


def create_app(database=connect):
    app = Flask(__name__)
    fill(database)

    @app.get("/ads")
    def ads():
        with database() as connection:
            rows = connection.execute("SELECT path, title FROM advertisement ORDER BY path")
            return jsonify([{"path": path, "title": title} for path, title in rows])

    @app.get("/healthz")
    def healthz():
        return "ok"

    @app.get("/readyz")
    def readyz():
        with database() as connection:
            connection.execute("SELECT 1")
        return "ok"

    return app
