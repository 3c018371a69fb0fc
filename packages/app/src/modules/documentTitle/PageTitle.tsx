import { stringifyEntityRef } from '@backstage/catalog-model';
import { NavContentNavItem } from '@backstage/plugin-app-react';
import { useLocation, useMatch } from 'react-router-dom';
import { EntityTitle } from './EntityTitle';
import { useDocumentTitle } from './useDocumentTitle';

type Page = Pick<NavContentNavItem, 'href' | 'title'>;

function NamedPageTitle(props: { pages: Page[] }) {
  const { pathname } = useLocation();
  const [page] = props.pages
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length);
  useDocumentTitle(...(page ? [page.title] : []));
  return null;
}

/** Titles the page that is open: `tab · entity · portal`, or `page · portal`. */
export function PageTitle(props: { pages: Page[] }) {
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
  return <NamedPageTitle pages={props.pages} />;
}
