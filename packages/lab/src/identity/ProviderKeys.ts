import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const providerKeysSchema = z.object({
  jwks: z.object({ keys: z.array(z.record(z.string(), z.string())).min(1) }),
  cookieKeys: z.array(z.string().min(32)).min(1),
});

export type ProviderKeys = z.infer<typeof providerKeysSchema>;

/** The keys for tokens and cookies: made at the first start, then kept. */
export function loadProviderKeys(directory: string): ProviderKeys {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'keys.json');
  if (!existsSync(path)) {
    writeFileSync(path, JSON.stringify(createProviderKeys()), { mode: 0o600 });
  }
  return providerKeysSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function createProviderKeys() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = {
    ...privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'RS256',
    kid: randomBytes(8).toString('hex'),
  };
  return {
    jwks: { keys: [key] },
    cookieKeys: [randomBytes(32).toString('hex')],
  };
}
