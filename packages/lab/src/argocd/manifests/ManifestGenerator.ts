import { buildKustomization } from '@shop-portal/kubectl';
import { stat } from 'node:fs/promises';
import { join, normalize } from 'node:path/posix';
import { z } from 'zod';
import { ApplicationSource } from '../Application';
import { GitMirror } from '../git/GitMirror';
import { Manifest, manifestSchema } from './Manifest';

const CACHED_BUILDS = 200;

/**
 * Builds what an Application's source says, with the real kustomize, and
 * remembers each result until something that it is built from changes.
 */
export class ManifestGenerator {
  private readonly cache = new Map<string, Promise<Manifest[]>>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly mirrorOf: (repoUrl: string) => Promise<GitMirror>,
  ) {}

  async generate(
    source: ApplicationSource,
    commit: string,
    options: { ignoreCache?: boolean } = {},
  ): Promise<Manifest[]> {
    const path = normalize(source.path ?? '.');
    if (path.startsWith('..') || path.startsWith('/')) {
      throw new Error(`${source.path}: app path outside of the repository`);
    }
    const mirror = await this.mirrorOf(source.repoURL);
    const fingerprint = await mirror.fingerprint(commit, path);
    const key = `${source.repoURL} ${path} ${fingerprint}`;
    if (options.ignoreCache) {
      this.cache.delete(key);
    }
    let build = this.cache.get(key);
    if (!build) {
      build = this.inTurn(() => this.build(mirror, commit, path));
      this.remember(key, build);
    }
    return build;
  }

  private async build(
    mirror: GitMirror,
    commit: string,
    path: string,
  ): Promise<Manifest[]> {
    return mirror.withCheckout(commit, async folder => {
      const target = join(folder, path);
      if (!(await isFolder(target))) {
        throw new Error(`${path}: app path does not exist`);
      }
      const { objects } = await buildKustomization(target).catch(error => {
        throw new Error(textWithout(folder, error), { cause: error });
      });
      return z.array(manifestSchema).parse(objects);
    });
  }

  /** One build at a time is quick enough and leaves the machine to others. */
  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.queue.then(task);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private remember(key: string, build: Promise<Manifest[]>): void {
    this.cache.set(key, build);
    build.catch(() => this.cache.delete(key));
    const [oldest] = this.cache.keys();
    if (this.cache.size > CACHED_BUILDS) {
      this.cache.delete(oldest);
    }
  }
}

/** The files lie where nobody looks; what counts is the path in Git. */
function textWithout(folder: string, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll(`${folder}/`, '');
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
