import { mkdir, readFile, writeFile } from 'fs/promises';
import { join } from 'path';
import { generate, SelfsignedOptions } from 'selfsigned';

export interface ServerCredentials {
  /** PEM */
  cert: string;
  /** PEM */
  key: string;
}

const DAY_MILLIS = 24 * 60 * 60 * 1000;
const AUTHORITY: SelfsignedOptions = {
  extensions: [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ],
};

/**
 * The lab's own certificate authority. kubectl sends no token over plain http,
 * so the clusters need certificates, and nobody shall skip checking them.
 */
export class CertificateAuthority {
  private constructor(
    /** PEM of the authority, for `caFile` and kubeconfig. */
    readonly certificate: string,
    /** Where `certificate` is kept. */
    readonly file: string,
    private readonly key: string,
  ) {}

  /** The authority of this folder; it is made where there is none yet. */
  static async open(dataDir: string): Promise<CertificateAuthority> {
    const folder = join(dataDir, 'kubernetes');
    const file = join(folder, 'ca.crt');
    const keyFile = join(folder, 'ca.key');
    try {
      const cert = await readFile(file, 'utf8');
      const key = await readFile(keyFile, 'utf8');
      return new CertificateAuthority(cert, file, key);
    } catch {
      const { cert, key } = await certify(
        'shop-portal-lab-ca',
        3650,
        AUTHORITY,
      );
      await mkdir(folder, { recursive: true });
      await writeFile(keyFile, key, { mode: 0o600 });
      await writeFile(file, cert);
      return new CertificateAuthority(cert, file, key);
    }
  }

  /** A fresh certificate for servers on this machine, or at an IP address. */
  async issueServerCredentials(ip?: string): Promise<ServerCredentials> {
    const ca = { cert: this.certificate, key: this.key };
    if (ip === undefined) {
      // For this name the library adds 127.0.0.1.
      return certify('localhost', 365, { ca });
    }
    return certify(ip, 365, {
      ca,
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip }] }],
    });
  }
}

async function certify(
  name: string,
  days: number,
  options: SelfsignedOptions,
): Promise<ServerCredentials> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // Clocks of virtual machines run apart.
    notBeforeDate: new Date(Date.now() - DAY_MILLIS),
    notAfterDate: new Date(Date.now() + days * DAY_MILLIS),
    ...options,
  });
  return { cert: made.cert, key: made.private };
}
