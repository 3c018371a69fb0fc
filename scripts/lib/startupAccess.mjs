import { randomBytes } from 'node:crypto';

const VARIABLE = 'APP_CONFIG_backend_auth_externalAccess';

/**
 * A token for this start alone, with which `npm start` sees when people can
 * sign in. What the environment grants already stays.
 */
export function createStartupAccess(env) {
  const token = randomBytes(24).toString('base64url');
  const access = {
    type: 'static',
    options: { token, subject: 'npm-start' },
    accessRestrictions: [
      { plugin: 'catalog', permission: 'catalog.entity.read' },
    ],
  };
  const granted = JSON.parse(env[VARIABLE] ?? '[]');
  return { token, env: { [VARIABLE]: JSON.stringify([...granted, access]) } };
}
