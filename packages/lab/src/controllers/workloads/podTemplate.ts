import { asRecord } from '../framework/resources';
import type { PodTemplate } from './schemas';

/**
 * Fills in what a real API server fills in when a ReplicaSet is stored.
 *
 * @remarks
 * A rollback sends back the template of a ReplicaSet, with all defaults
 * written out. Only where both are compared with defaults are they the same.
 */
export function withDefaults(template: PodTemplate): PodTemplate {
  return {
    ...template,
    spec: {
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
      ...template.spec,
      containers: template.spec.containers.map(container => ({
        imagePullPolicy: defaultPullPolicy(container.image),
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        ...container,
        ...(Array.isArray(container.ports)
          ? { ports: container.ports.map(withProtocol) }
          : {}),
      })),
    },
  };
}

export function withoutLabel(
  template: PodTemplate,
  label: string,
): PodTemplate {
  const { [label]: _, ...labels } = template.metadata.labels;
  return { ...template, metadata: { ...template.metadata, labels } };
}

export function withLabel(
  template: PodTemplate,
  label: string,
  value: string,
): PodTemplate {
  const labels = { ...template.metadata.labels, [label]: value };
  return { ...template, metadata: { ...template.metadata, labels } };
}

/**
 * Names the template as upstream does: FNV-1a of its JSON, spelled without
 * vowels. The same template always has the same hash.
 */
export function computeTemplateHash(
  template: PodTemplate,
  hashLabel: string,
): string {
  const json = canonicalJson(withDefaults(withoutLabel(template, hashLabel)));
  return safeEncode(String(fnv1a(json)));
}

function withProtocol(port: unknown): unknown {
  return { protocol: 'TCP', ...asRecord(port) };
}

function defaultPullPolicy(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  const isLatest = !name.includes(':') || name.endsWith(':latest');
  return isLatest && !name.includes('@') ? 'Always' : 'IfNotPresent';
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined && field !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function safeEncode(text: string): string {
  return Array.from(
    text,
    letter => SAFE_LETTERS[letter.charCodeAt(0) % SAFE_LETTERS.length],
  ).join('');
}
