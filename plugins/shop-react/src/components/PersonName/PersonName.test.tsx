import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { PersonName } from './PersonName';

describe('PersonName', () => {
  it('shows the name from the catalog', async () => {
    renderInTestApp(<PersonName entityRef="user:default/olga.petrova" />, {
      apis: [
        [
          entityPresentationApiRef,
          {
            forEntity: entityOrRef => {
              const snapshot = {
                ...defaultEntityPresentation(entityOrRef),
                primaryTitle: 'Olga Petrova',
              };
              return { snapshot, promise: Promise.resolve(snapshot) };
            },
          },
        ],
      ],
    });
    expect(await screen.findByText('Olga Petrova')).toBeVisible();
  });

  it('falls back to what the reference says', async () => {
    renderInTestApp(<PersonName entityRef="user:default/olga.petrova" />);
    expect(await screen.findByText('olga.petrova')).toBeVisible();
  });
});
