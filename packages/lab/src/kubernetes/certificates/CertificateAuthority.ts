import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createPrivateKey, X509Certificate } from 'crypto';
import { mkdir, readFile, writeFile } from 'fs/promises';
import { join } from 'path';

export interface ServerCredentials {
  /** PEM */
  cert: string;
  /** PEM */
  key: string;
}

const SIGNING = {
  name: 'ECDSA',
  namedCurve: 'P-256',
  hash: 'SHA-256',
} as const;
const DAY_MILLIS = 24 * 60 * 60 * 1000;
const AUTHORITY_DAYS = 3650;
const SERVER_DAYS = 365;
const RENEW_DAYS = SERVER_DAYS + 1;
// Clocks of virtual machines run apart.
const BACKDATE_MILLIS = DAY_MILLIS;

x509.cryptoProvider.set(crypto);

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
    private readonly key: CryptoKey,
  ) {}

  /** The authority of this folder; it is made where there is none yet. */
  static async open(dataDir: string): Promise<CertificateAuthority> {
    const folder = join(dataDir, 'kubernetes');
    const file = join(folder, 'ca.crt');
    const keyFile = join(folder, 'ca.key');
    const kept = await readKept(file, keyFile);
    const { cert, key } = kept ?? (await makeAuthority());
    if (!kept) {
      await mkdir(folder, { recursive: true });
      await writeFile(keyFile, key, { mode: 0o600 });
      await writeFile(file, cert);
    }
    return new CertificateAuthority(cert, file, await importKey(key));
  }

  /** A fresh certificate for servers on this machine. */
  async issueServerCredentials(): Promise<ServerCredentials> {
    const authority = new x509.X509Certificate(this.certificate);
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity(SERVER_DAYS),
      subject: 'CN=kube-apiserver',
      issuer: authority.subject,
      publicKey: keys.publicKey,
      signingKey: this.key,
      signingAlgorithm: SIGNING,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
        ]),
        await x509.AuthorityKeyIdentifierExtension.create(authority),
      ],
    });
    return {
      cert: certificate.toString('pem'),
      key: await exportKey(keys.privateKey),
    };
  }
}

async function makeAuthority(): Promise<ServerCredentials> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(AUTHORITY_DAYS),
    name: 'CN=shop-portal-lab-ca',
    keys,
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    cert: certificate.toString('pem'),
    key: await exportKey(keys.privateKey),
  };
}

/** Undefined where the pair is missing, broken, or about to expire. */
async function readKept(
  file: string,
  keyFile: string,
): Promise<ServerCredentials | undefined> {
  try {
    const cert = await readFile(file, 'utf8');
    const key = await readFile(keyFile, 'utf8');
    const certificate = new X509Certificate(cert);
    const isUsable =
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(certificate.validTo) > Date.now() + RENEW_DAYS * DAY_MILLIS;
    return isUsable ? { cert, key } : undefined;
  } catch {
    return undefined;
  }
}

function validity(days: number): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(Date.now() - BACKDATE_MILLIS),
    notAfter: new Date(Date.now() + days * DAY_MILLIS),
  };
}

function generateKeys() {
  return crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
}

async function exportKey(key: CryptoKey): Promise<string> {
  const content = await crypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(content, 'PRIVATE KEY');
}

function importKey(pem: string): Promise<CryptoKey> {
  const [content] = x509.PemConverter.decode(pem);
  return crypto.subtle.importKey('pkcs8', content, SIGNING, false, ['sign']);
}
