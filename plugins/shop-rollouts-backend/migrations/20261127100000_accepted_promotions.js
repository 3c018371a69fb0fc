// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('accepted_promotions', table => {
    table.comment(
      'Which operation promoted what people looked at; only one can',
    );
    table
      .string('seen_key')
      .primary()
      .comment('Digest of the state that the person looked at');
    table
      .uuid('operation_id')
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('accepted_promotions');
};
