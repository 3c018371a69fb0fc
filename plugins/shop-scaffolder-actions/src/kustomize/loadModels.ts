import { existsSync } from 'fs';
import { join } from 'path';
import { z } from 'zod';

/** A class of `kubernetes-models`: an object that can validate itself. */
type ModelClass = new (data: unknown) => { validate(): void };

const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

const modelClassSchema = z.custom<ModelClass>(
  value => typeof value === 'function',
);

// The packages have an entry for `import` only, while this is CommonJS and
// tests run without dynamic import. Node itself can require their files.
const nativeRequire = process
  .getBuiltinModule('node:module')
  .createRequire(__filename);

/**
 * Finds the class that knows the schema of a kind, or `undefined` where no
 * schema is known.
 */
export function loadModel(
  apiVersion: string,
  kind: string,
): ModelClass | undefined {
  const parts = apiVersion.split('/');
  if (!parts.every(part => NAME.test(part))) {
    return undefined;
  }
  const packageName =
    parts[0] === 'argoproj.io'
      ? '@kubernetes-models/argo-rollouts'
      : 'kubernetes-models';
  const file = nativeRequire.resolve
    .paths(packageName)
    ?.map(folder => join(folder, packageName, ...parts, 'index.js'))
    .find(existsSync);
  if (!file) {
    return undefined;
  }
  const models = z.record(z.string(), z.unknown()).parse({
    ...nativeRequire(file),
  });
  return modelClassSchema.safeParse(models[kind]).data;
}
