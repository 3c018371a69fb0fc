import { z } from 'zod';
import { DeploymentView } from '../types';
import {
  containerImagesSchema,
  replicasSchema,
  staleSourceSchema,
} from './rolloutView';

export const deploymentViewSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  tag: z.string(),
  images: containerImagesSchema,
  replicas: replicasSchema,
  stale: staleSourceSchema.optional(),
}) satisfies z.ZodType<DeploymentView>;
