import { isError } from '@backstage/errors';
import { z } from 'zod';
import { loadModel } from './loadModels';
import type { FieldPath, KubernetesObject, ObjectProblem } from './types';

const validationErrorSchema = z.object({
  errors: z.array(
    z.object({ instancePath: z.string(), message: z.string().optional() }),
  ),
});

/** Compares built objects with the schemas of their kinds, where one is known. */
export function findSchemaProblems(
  objects: KubernetesObject[],
): ObjectProblem[] {
  return objects.flatMap(object => validate(object));
}

function validate(object: KubernetesObject): ObjectProblem[] {
  const Model = loadModel(object.apiVersion, object.kind);
  if (!Model) {
    return [];
  }
  try {
    new Model(object).validate();
    return [];
  } catch (error) {
    const failure = validationErrorSchema.safeParse(error);
    if (!failure.success) {
      const reason = isError(error) ? error.message : String(error);
      return [{ object, path: [], reason }];
    }
    return failure.data.errors.map(
      ({ instancePath, message = 'is wrong' }) => ({
        object,
        path: toFieldPath(instancePath),
        reason: `${instancePath
          .slice(1)
          .replaceAll('/', '.')} ${message}`.trim(),
      }),
    );
  }
}

function toFieldPath(instancePath: string): FieldPath {
  return instancePath
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => (/^\d+$/.test(part) ? Number(part) : part));
}
