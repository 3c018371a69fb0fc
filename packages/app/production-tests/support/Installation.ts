import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CertificateAuthority,
  LabControlClient,
  readLabConfig,
} from '@shop-portal/lab';
// The lab signs in people on loopback only; here it does so elsewhere.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { labPeople, startIdentityProvider } from '../../../lab/src/identity';
import { findFreePort } from '../../e2e-tests/support/ports';
import { LoadBalancer } from './LoadBalancer';
import { productionEnvironment } from './productionEnvironment';
import { Replica } from './Replica';
import { Setup } from './setup';

const PORTAL_PORT = 443;
const IDENTITY_PORT = 7100;
const CLIENT_ID = 'shop-portal';

/** Of which the installation has one each. */
export const REPLICAS = ['a', 'b'] as const;
export type ReplicaName = (typeof REPLICAS)[number];

/**
 * The portal as it runs in production: two replicas of the bundle behind one
 * address, and an identity provider that is on another machine as far as they
 * can tell.
 */
export class Installation {
  static async start(setup: Setup): Promise<Installation> {
    const { addresses, dataDir, labDir } = setup;
    const portalUrl = `https://${addresses.portal}`;
    const clientSecret = randomBytes(24).toString('base64url');
    const identity = await startIdentityProvider({
      address: addresses.identity,
      port: IDENTITY_PORT,
      clientId: CLIENT_ID,
      clientSecret,
      redirectUris: [`${portalUrl}/api/auth/oidc/handler/frame`],
      dataDir,
      portalUrl,
      people: labPeople,
    });
    const serviceToken = randomBytes(24).toString('base64url');
    const env = productionEnvironment({
      setup,
      lab: readLabConfig(labDir),
      portalUrl,
      signIn: {
        metadataUrl: `${identity.issuer}/.well-known/openid-configuration`,
        clientId: CLIENT_ID,
        clientSecret,
      },
      sessionSecret: randomBytes(24).toString('base64url'),
      serviceToken,
    });
    const ports = { a: await findFreePort(), b: await findFreePort() };
    const authority = await CertificateAuthority.open(labDir);
    const balancer = await LoadBalancer.start({
      address: addresses.portal,
      port: PORTAL_PORT,
      tls: await authority.issueServerCredentials(addresses.portal),
      replicas: ports,
    });
    const installation = new Installation(
      setup,
      portalUrl,
      serviceToken,
      env,
      ports,
      async () => {
        await balancer.close();
        await identity.close();
      },
    );
    // Both at once, as a Deployment starts them, on an empty database.
    await Promise.all(REPLICAS.map(name => installation.startReplica(name)));
    await installation.untilPeopleAreKnown();
    return installation;
  }

  private readonly replicas = new Map<ReplicaName, Replica>();

  private constructor(
    private readonly setup: Setup,
    readonly url: string,
    /** Of a service that may call the portal. */
    readonly serviceToken: string,
    private readonly env: Record<string, string>,
    private readonly ports: Record<ReplicaName, number>,
    private readonly closeFront: () => Promise<void>,
  ) {}

  /** How many entries Redis has. */
  async countCached(): Promise<number> {
    const { hostname, port } = new URL(this.setup.redis);
    const socket = net.connect(Number(port), hostname);
    socket.write('DBSIZE\r\n');
    const [answer] = await once(socket, 'data');
    socket.destroy();
    return Number(String(answer).replace(':', ''));
  }

  /** Drives the upstreams. */
  get control(): LabControlClient {
    return LabControlClient.create(readLabConfig(this.setup.labDir));
  }

  async startReplica(name: ReplicaName): Promise<void> {
    const { setup, env } = this;
    const replica = Replica.start({ setup, name, port: this.ports[name], env });
    this.replicas.set(name, replica);
    await replica.untilReady();
  }

  replica(name: ReplicaName): Replica {
    const replica = this.replicas.get(name);
    if (!replica) {
      throw new Error(`Replica ${name} was not started.`);
    }
    return replica;
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.replicas.values()].map(replica => replica.end('SIGTERM')),
    );
    await this.closeFront();
  }

  /** The catalog reads its own files some moments after the start. */
  private async untilPeopleAreKnown(): Promise<void> {
    const person = '/api/catalog/entities/by-name/user/default/vera.ito';
    for (;;) {
      const { ok } = await fetch(`${this.replica('a').url}${person}`, {
        headers: { Authorization: `Bearer ${this.serviceToken}` },
      });
      if (ok) {
        return;
      }
      await delay(250);
    }
  }
}
