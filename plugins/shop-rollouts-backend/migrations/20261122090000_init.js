// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.comment('What people asked for, and what became of it');
    table.uuid('id').primary();
    table.string('entity_ref').notNullable();
    table.string('environment').notNullable();
    table
      .string('target_key', 1024)
      .notNullable()
      .comment('kind:place/namespace/name');
    table.text('target').notNullable().comment('JSON');
    table.string('action').notNullable();
    table
      .string('phase')
      .notNullable()
      .comment(
        'The furthest phase reached; "sent" until the upstream answered',
      );
    table.string('requested_by').notNullable();
    table.bigInteger('requested_at').notNullable().comment('Milliseconds');
    table.text('reason');
    table
      .string('seen_key')
      .comment('Digest of the state that the person looked at');
    table.text('details').notNullable().comment('JSON: seen, from, to');
    table.text('message');
    table
      .bigInteger('nudged_at')
      .comment('Set by the one replica that wakes the controller');
    table.index(['entity_ref', 'requested_at'], 'operations_entity_idx');
    table.index(['target_key', 'requested_at'], 'operations_target_idx');
    table.index(['phase', 'requested_at'], 'operations_phase_idx');
    table.index(['requested_at'], 'operations_requested_at_idx');
  });

  await knex.schema.createTable('operation_steps', table => {
    table.comment('When an operation reached which phase');
    table
      .uuid('operation_id')
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.string('phase').notNullable();
    table.bigInteger('at').notNullable().comment('Milliseconds');
    table.text('note');
    table.primary(['operation_id', 'phase']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('operation_steps');
  await knex.schema.dropTable('operations');
};
