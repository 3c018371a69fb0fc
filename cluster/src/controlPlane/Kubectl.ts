import { execFile } from 'child_process';
import { promisify } from 'util';
import { resolveKubectl } from '@shop-portal/kubectl';

const run = promisify(execFile);

/** kubectl with one kubeconfig. */
export class Kubectl {
  private constructor(
    private readonly file: string,
    private readonly kubeconfig: string,
  ) {}

  static async create(kubeconfig: string): Promise<Kubectl> {
    return new Kubectl(await resolveKubectl(), kubeconfig);
  }

  /**
   * Runs it to its end.
   *
   * @returns what it printed
   * @throws Error with what it said, when it failed
   */
  async run(...args: string[]): Promise<string> {
    const { stdout } = await run(
      this.file,
      ['--kubeconfig', this.kubeconfig, ...args],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    return stdout.trim();
  }

  async ensureNamespace(name: string): Promise<void> {
    const found = await this.run(
      ...['get', 'namespace', name, '--ignore-not-found', '--output=name'],
    );
    if (found === '') {
      await this.run('create', 'namespace', name);
    }
  }

  /** Applies files or, with a trailing slash, Kustomize folders. */
  async apply(...paths: string[]): Promise<void> {
    for (const path of paths) {
      const flag = path.endsWith('/') ? '-k' : '-f';
      await this.run('apply', '--server-side', '--force-conflicts', flag, path);
    }
  }
}
