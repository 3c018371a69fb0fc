import { Kubectl } from './Kubectl';
import { TARGET_CLUSTER } from './manifests';

const ACCOUNTS_NAMESPACE = 'shop-portal';
const TIERS = ['reader', 'promoter', 'changer'] as const;

export type TierTokens = Record<(typeof TIERS)[number], string>;

/** The portal's accounts in a cluster, as `deploy/target-cluster` makes them. */
export class Tiers {
  private constructor(private readonly kubectl: Kubectl) {}

  static create(kubectl: Kubectl): Tiers {
    return new Tiers(kubectl);
  }

  /** What a cluster's administrator applies once. */
  async install(): Promise<void> {
    // The accounts need their namespace first.
    await this.kubectl.apply(`${TARGET_CLUSTER}/namespace.yaml`);
    await this.kubectl.apply(`${TARGET_CLUSTER}/`);
  }

  /** Makes a namespace in which the tiers may do their work. */
  async addNamespace(name: string): Promise<void> {
    await this.kubectl.ensureNamespace(name);
    await this.kubectl.run(
      'apply',
      '--server-side',
      '--namespace',
      name,
      '-k',
      `${TARGET_CLUSTER}/namespace/`,
    );
  }

  /** Tokens that the API server issues, as long as a month. */
  async createTokens(): Promise<TierTokens> {
    const token = (tier: keyof TierTokens) =>
      this.kubectl.run(
        'create',
        'token',
        `shop-portal-${tier}`,
        '--namespace',
        ACCOUNTS_NAMESPACE,
        '--duration=720h',
      );
    return {
      reader: await token('reader'),
      promoter: await token('promoter'),
      changer: await token('changer'),
    };
  }
}
