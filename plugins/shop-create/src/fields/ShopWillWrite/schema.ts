import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const willWriteFieldSchema = makeFieldSchema({
  output: z => z.null(),
  uiOptions: z =>
    z.object({
      pullRequests: z
        .array(
          z.object({
            repository: z.enum(['source', 'deployment', 'infrastructure']),
            repositoryName: z.string().optional(),
            title: z.string().optional(),
            files: z.array(
              z.object({
                path: z.string(),
                when: z.record(z.union([z.string(), z.boolean()])).optional(),
                ifMissing: z.boolean().optional(),
              }),
            ),
          }),
        )
        .describe('What the template writes, to which repositories'),
    }),
});

export type WillWriteFieldProps = typeof willWriteFieldSchema.TProps;
