import { renderDeep, renderTemplate } from './goTemplate';

describe('renderTemplate', () => {
  const parameters = {
    service: 'reviews',
    environment: 'prod',
    path: {
      path: 'apps/reviews/overlays/prod',
      basename: 'prod',
      segments: ['apps', 'reviews', 'overlays', 'prod'],
    },
  };

  it.each([
    ['{{.service}}-{{.environment}}', 'reviews-prod'],
    ['{{ .path.path }}', 'apps/reviews/overlays/prod'],
    ['{{.path.basename}}', 'prod'],
    ['{{index .path.segments 1}}', 'reviews'],
    ['main', 'main'],
  ])('renders %s', (template, expected) => {
    expect(renderTemplate(template, parameters)).toBe(expected);
  });

  it.each([
    ['{{.team}}', 'map has no entry for key'],
    ['{{.constructor}}', 'map has no entry for key'],
    ['{{index .path.segments 9}}', 'map has no entry for key'],
    ['{{.path}}', 'map has no entry for key'],
    ['{{ .service | upper }}', 'failed to parse template expression'],
    ['{{ if .service }}x{{ end }}', 'failed to parse template expression'],
  ])('refuses %s', (template, message) => {
    expect(() => renderTemplate(template, parameters)).toThrow(message);
  });

  it('renders every string in a value', () => {
    expect(
      renderDeep(
        { name: '{{.service}}', list: ['{{.environment}}', 1, true] },
        parameters,
      ),
    ).toEqual({ name: 'reviews', list: ['prod', 1, true] });
  });
});
