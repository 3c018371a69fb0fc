import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const ownGroupsFieldSchema = makeFieldSchema({
  output: z => z.string(),
});

export type OwnGroupsFieldProps = typeof ownGroupsFieldSchema.TProps;
