"""Which discounts a customer gets."""

import os

import psycopg
from flask import Flask, jsonify

TABLE = """
CREATE TABLE IF NOT EXISTS discount (
    code text PRIMARY KEY,
    percent integer NOT NULL CHECK (percent BETWEEN 1 AND 100)
)
"""


def connect():
    return psycopg.connect(
        host=os.environ["POSTGRES_HOST"],
        user=os.environ["POSTGRES_USER"],
        password=os.environ["POSTGRES_PASSWORD"],
        connect_timeout=2,
    )


def migrate(database=connect):
    with database() as connection:
        connection.execute(TABLE)


def create_app(database=connect):
    app = Flask(__name__)
    if os.environ.get("DB_BOOTSTRAP") == "true":
        migrate(database)

    @app.cli.command("migrate")
    def migrate_command():
        migrate(database)

    @app.get("/discount")
    def discounts():
        with database() as connection:
            rows = connection.execute("SELECT code, percent FROM discount ORDER BY code")
            return jsonify([{"code": code, "percent": percent} for code, percent in rows])

    @app.get("/healthz")
    def healthz():
        return "ok"

    @app.get("/readyz")
    def readyz():
        with database() as connection:
            connection.execute("SELECT 1")
        return "ok"

    return app
