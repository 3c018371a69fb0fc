import { z } from 'zod';

/** Something wrong in a rendered tree. */
export interface Problem {
  /** Path of the file, relative to the rendered tree. */
  file: string;
  line?: number;
  reason: string;
}

/** The way to a field of an object. */
export type FieldPath = Array<string | number>;

/** Something wrong in a built object. */
export interface ObjectProblem {
  object: KubernetesObject;
  path: FieldPath;
  reason: string;
}

/** A built Kubernetes object, as far as every kind is alike. */
export const kubernetesObjectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/** @see kubernetesObjectSchema */
export type KubernetesObject = z.infer<typeof kubernetesObjectSchema>;
