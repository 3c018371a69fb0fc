import { podTemplate } from '../testUtils/TestCluster';
import { computeTemplateHash, withDefaults, withLabel } from './podTemplate';
import { podTemplateSchema } from './schemas';

const LABEL = 'pod-template-hash';

function template(image: string) {
  return podTemplateSchema.parse(podTemplate('checkout', image));
}

describe('computeTemplateHash', () => {
  it('is spelled as upstream spells it', () => {
    expect(computeTemplateHash(template('nginx:1.0'), LABEL)).toMatch(
      /^[bcdf4-8]{1,10}$/,
    );
  });

  it('depends on what the template says', () => {
    const hashes = ['nginx:1.0', 'nginx:2.0', 'nginx:3.0'].map(image =>
      computeTemplateHash(template(image), LABEL),
    );
    expect(new Set(hashes).size).toBe(3);
  });

  it('does not depend on order, written-out defaults or its own label', () => {
    const plain = template('nginx:1.0');
    const reordered = podTemplateSchema.parse({
      spec: plain.spec,
      metadata: plain.metadata,
    });
    const stored = withLabel(withDefaults(plain), LABEL, 'abc');
    const expected = computeTemplateHash(plain, LABEL);
    expect(computeTemplateHash(reordered, LABEL)).toBe(expected);
    expect(computeTemplateHash(stored, LABEL)).toBe(expected);
  });
});

describe('withDefaults', () => {
  it.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['nginx:1.0', 'IfNotPresent'],
    ['registry:5000/nginx', 'Always'],
    ['nginx@sha256:00', 'IfNotPresent'],
  ])('pulls %s %s', (image, policy) => {
    expect(withDefaults(template(image)).spec.containers[0]).toMatchObject({
      imagePullPolicy: policy,
    });
  });
});
