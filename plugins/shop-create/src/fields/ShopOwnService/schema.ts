import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const ownServiceFieldSchema = makeFieldSchema({
  output: z => z.string(),
});

export type OwnServiceFieldProps = typeof ownServiceFieldSchema.TProps;
