import { execFile } from 'child_process';
import { realpath } from 'fs/promises';
import { promisify } from 'util';
import { Document, parseAllDocuments, visit } from 'yaml';
import { z } from 'zod';
import { KustomizeError } from './KustomizeError';
import { resolveKubectl } from './resolveKubectl';

const execute = promisify(execFile);

const DEFAULT_TIMEOUT_MILLIS = 30_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

// Kustomize would fetch remote bases with git or over http. Without a search
// path there is no git, and nothing answers at this proxy.
const OFFLINE_ENVIRONMENT = {
  PATH: '',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
};

const failureSchema = z.object({
  stderr: z.string(),
  killed: z.boolean().optional(),
});

/** @public */
export interface BuildOptions {
  signal?: AbortSignal;
  /** Half a minute when left out. */
  timeoutMillis?: number;
}

/** @public */
export interface Kustomization {
  /** The built objects, in kustomize's order. */
  objects: unknown[];
  /** The same as the one text that kustomize printed. */
  yaml: string;
  /** What kustomize complained about without failing, such as deprecations. */
  warnings: string[];
}

/**
 * Builds a folder with the kustomize that is part of kubectl.
 *
 * @throws KustomizeError when kustomize refuses the folder or takes too long.
 * @public
 */
export async function buildKustomization(
  folder: string,
  options: BuildOptions = {},
): Promise<Kustomization> {
  const { signal, timeoutMillis = DEFAULT_TIMEOUT_MILLIS } = options;
  const kubectl = await resolveKubectl();
  const root = await realpath(folder).catch(() => {
    throw new KustomizeError('The folder does not exist.');
  });
  try {
    const { stdout, stderr } = await execute(kubectl, ['kustomize', root], {
      env: OFFLINE_ENVIRONMENT,
      signal,
      timeout: timeoutMillis,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return {
      yaml: stdout,
      objects: parseObjects(stdout),
      warnings: splitWarnings(stderr),
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw toKustomizeError(error, root, timeoutMillis);
  }
}

function parseObjects(text: string): unknown[] {
  const objects: unknown[] = [];
  for (const document of parseAllDocuments(text)) {
    const [error] = document.errors;
    if (error) {
      throw error;
    }
    keepLongNumbersText(document);
    const object: unknown = document.toJS();
    if (object !== null) {
      objects.push(object);
    }
  }
  return objects;
}

/**
 * Kustomize puts no quotes around a tag such as `3e288385`: as a number it
 * would be larger than any, so to Go it is text.
 */
function keepLongNumbersText(document: Document): void {
  visit(document, {
    Scalar: (_key, scalar) => {
      if (scalar.value === Infinity && /^\d/.test(scalar.source ?? '')) {
        scalar.value = scalar.source;
      }
    },
  });
}

function splitWarnings(text: string): string[] {
  const lines = text.split('\n').map(line => line.replace(/^# /, '').trim());
  return lines.filter(line => line !== '');
}

function toKustomizeError(
  cause: unknown,
  root: string,
  timeoutMillis: number,
): unknown {
  const failure = failureSchema.safeParse(cause);
  if (!failure.success) {
    return cause;
  }
  if (failure.data.killed) {
    return new KustomizeError(
      `Kustomize did not finish within ${timeoutMillis} ms.`,
    );
  }
  const text = failure.data.stderr
    .replaceAll(`${root}/`, '')
    .replaceAll(root, '.')
    .replace(/^error: /m, '')
    .trim();
  return new KustomizeError(text);
}
