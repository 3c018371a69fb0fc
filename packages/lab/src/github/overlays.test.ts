import { parse } from 'yaml';
import { readTag, writeTag } from './overlays';

const OVERLAY = `# Storefront in prod
images:
- name: shop/other
  newTag: v1
- name: shop/storefront   # ours
  newName: registry.shop.example/shop/storefront
  newTag: 0123456 # written by CI
`;

describe('overlays', () => {
  it('change the tag of the service and nothing else', () => {
    expect(writeTag(OVERLAY, 'storefront', '826a72c4')).toBe(
      OVERLAY.replace('0123456', "'826a72c4'"),
    );
  });

  it('keep a tag text that looks like a number', () => {
    for (const tag of ['12345678', '1234e567', '0x123456']) {
      const text = writeTag(OVERLAY, 'storefront', tag);
      expect(parse(text).images[1].newTag).toBe(tag);
      expect(readTag(text, 'storefront')).toBe(tag);
    }
    expect(readTag(OVERLAY, 'storefront')).toBe('0123456');
  });

  it.each(["x'", 'a b', '', '-x', 'x\n'])('refuse %j as a tag', tag => {
    expect(() => writeTag(OVERLAY, 'storefront', tag)).toThrow(
      'is not an image tag',
    );
  });

  it('refuse an overlay without an image of the service', () => {
    expect(readTag(OVERLAY, 'discounts')).toBeUndefined();
    expect(readTag('images: none', 'discounts')).toBeUndefined();
    expect(() => writeTag(OVERLAY, 'discounts', 'v1')).toThrow(
      'The overlay of discounts names no image tag',
    );
  });
});
