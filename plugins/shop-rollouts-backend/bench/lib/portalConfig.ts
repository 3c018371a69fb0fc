import fs from 'node:fs';
import path from 'node:path';
import { JsonObject } from '@backstage/types';
import { LabAddresses } from './messages';
import { ENVIRONMENTS, Placement } from './shop';

export const READER = 'user:default/reader';
const OPERATORS = 'group:default/operators';

/** Writes what the backend is started with, and answers the file. */
export function writePortalConfig(options: {
  folder: string;
  port: number;
  lab: LabAddresses;
  placements: Placement[];
}): string {
  const { folder, port, lab, placements } = options;
  const catalog = path.join(folder, 'catalog.yaml');
  fs.writeFileSync(
    catalog,
    [...people(), ...placements.map(component)]
      .map(entity => JSON.stringify(entity))
      .join('\n---\n'),
  );
  const url = `http://localhost:${port}`;
  const file = path.join(folder, 'app-config.json');
  const config: JsonObject = {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: path.join(folder, 'database') },
      },
    },
    auth: { providers: { bench: {} } },
    permission: { enabled: true },
    shopPermissionPolicy: {
      operatorsGroups: [OPERATORS],
      platformGroups: [],
    },
    catalog: {
      rules: [{ allow: ['Component', 'Group', 'User'] }],
      locations: [{ type: 'file', target: catalog }],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: lab.clusters.map(cluster => ({
            ...cluster,
            authProvider: 'serviceAccount',
            serviceAccountToken: lab.readerToken,
            caData: lab.caData,
            skipMetricsLookup: true,
          })),
        },
      ],
      customResources: [
        { group: 'argoproj.io', apiVersion: 'v1alpha1', plural: 'rollouts' },
      ],
    },
    shopRollouts: {
      environments: ENVIRONMENTS,
      operatorsGroups: [OPERATORS],
    },
  };
  fs.writeFileSync(file, JSON.stringify(config));
  return file;
}

function people(): JsonObject[] {
  return [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'operators' },
      spec: { type: 'team', children: [] },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'reader' },
      spec: { memberOf: ['operators'] },
    },
  ];
}

function component({ service }: Placement): JsonObject {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: service,
      annotations: { 'backstage.io/kubernetes-id': service },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'operators' },
  };
}
