import { stringifyEntityRef } from '@backstage/catalog-model';
import { NavContentNavItem } from '@backstage/plugin-app-react';
import { useLocation, useMatch } from 'react-router-dom';
import { EntityTitle } from './EntityTitle';
import { useDocumentTitle } from './useDocumentTitle';

const HOME = '/';

type Page = Pick<NavContentNavItem, 'href' | 'title'>;

function NamedPageTitle(props: { pages: Page[]; waiting?: number }) {
  const { pathname } = useLocation();
  const [page] = props.pages
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length);
  const count =
    page?.href === HOME && props.waiting ? `(${props.waiting}) ` : '';
  useDocumentTitle(...(page ? [`${count}${page.title}`] : []));
  return null;
}

/**
 * Titles the page that is open: `tab · entity · portal`, or `page · portal`.
 * On Home it counts what waits for the person.
 */
export function PageTitle(props: { pages: Page[]; waiting?: number }) {
  const match = useMatch('/catalog/:namespace/:kind/:name/*');
  const { namespace, kind, name, '*': rest = '' } = match?.params ?? {};
  if (kind && namespace && name) {
    return (
      <EntityTitle
        entityRef={stringifyEntityRef({ kind, namespace, name })}
        tabPath={rest.split('/')[0]}
      />
    );
  }
  return <NamedPageTitle {...props} />;
}
