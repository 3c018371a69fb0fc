import { writeFileSync } from 'fs';

/** Writes a kubeconfig for one user of one cluster. */
export function writeKubeconfig(options: {
  path: string;
  url: string;
  /** PEM, base64. */
  caData: string;
  token: string;
}): string {
  const { path, url, caData, token } = options;
  const name = 'cluster';
  writeFileSync(
    path,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name,
          cluster: { server: url, 'certificate-authority-data': caData },
        },
      ],
      users: [{ name, user: { token } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      'current-context': name,
    }),
    { mode: 0o600 },
  );
  return path;
}
