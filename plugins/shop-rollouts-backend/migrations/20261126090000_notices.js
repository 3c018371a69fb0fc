// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('delivery_notices', table => {
    table.comment('What was told about which release, so that it is told once');
    table
      .string('target_key', 512)
      .notNullable()
      .comment('kind:place/namespace/name');
    table.string('release').notNullable().comment('revision/hash');
    table.string('event').notNullable();
    table.bigInteger('at').notNullable().comment('Milliseconds');
    table.primary(['target_key', 'release', 'event']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('delivery_notices');
};
