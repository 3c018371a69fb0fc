// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operations', table => {
    table
      .bigInteger('kept_at')
      .notNullable()
      .defaultTo(0)
      .comment('When a replica last said that it takes care; milliseconds');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('operations', table => {
    table.dropColumn('kept_at');
  });
};
