import { z } from 'zod';
import { ReleaseHistory } from '../types';
import { webAddressSchema } from './webAddress';

export const releaseHistorySchema = z.object({
  commits: z
    .array(
      z.object({
        tag: z.string(),
        sha: z.string(),
        subject: z.string(),
        author: z.string(),
        url: webAddressSchema,
      }),
    )
    .max(500),
  comparisons: z
    .array(
      z.object({
        base: z.string(),
        head: z.string(),
        aheadBy: z.number(),
        authors: z.array(z.string()).max(100),
      }),
    )
    .max(500),
}) satisfies z.ZodType<ReleaseHistory>;
