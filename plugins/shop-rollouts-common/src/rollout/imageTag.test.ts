import { imageTag } from './imageTag';

describe('imageTag', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

  it.each([
    ['registry.shop.example/shop/storefront:9f31c02', '9f31c02'],
    ['nginx:1.0', '1.0'],
    ['nginx', 'nginx'],
    ['registry.example:5000/shop/web', 'web'],
    ['registry.example:5000/shop/web:v1.4.0', 'v1.4.0'],
    [`shop/web:v1@${digest}`, 'v1'],
    [`shop/web@${digest}`, '0123456789ab'],
    ['shop/web:', 'web'],
    ['', ''],
  ])('%s → %s', (image, tag) => {
    expect(imageTag(image)).toBe(tag);
  });
});
