// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('firing_notices', table => {
    table.comment('Entities that somebody was told about, until they are well');
    table.string('entity_ref').notNullable();
    table.string('environment').notNullable();
    table.string('title').notNullable().comment('What was told last');
    table
      .bigInteger('since')
      .notNullable()
      .comment('When it began to alert, in milliseconds');
    table.primary(['entity_ref', 'environment']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('firing_notices');
};
