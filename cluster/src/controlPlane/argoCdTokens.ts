import { z } from 'zod';

const tokenSchema = z.object({ token: z.string() });

/** The API tokens of Argo CD's accounts. */
export interface ArgoCdTokens {
  /** Reads, syncs and drives Rollouts. */
  portal: string;
  /** Only reads. */
  reader: string;
}

/** Has tokens made that do not expire. */
export async function createArgoCdTokens(
  url: string,
  adminPassword: string,
): Promise<ArgoCdTokens> {
  const post = async (path: string, body: object, token?: string) => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`Argo CD made no token: ${await response.text()}`);
    }
    return tokenSchema.parse(await response.json()).token;
  };
  const login = { username: 'admin', password: adminPassword };
  const session = await post('session', login);
  const create = (account: string) =>
    post(`account/${account}/token`, { expiresIn: 0 }, session);
  return { portal: await create('portal'), reader: await create('reader') };
}
