import { NavContentNavItem } from '@backstage/plugin-app-react';
import { Helmet } from 'react-helmet';
import { useLocation } from 'react-router-dom';

/**
 * Names the page in the title of the document. What is on the page may name it
 * more closely; many stock pages do not.
 */
export function PageTitle(props: {
  pages: Pick<NavContentNavItem, 'href' | 'title'>[];
}) {
  const { pathname } = useLocation();
  const [page] = props.pages
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length);
  return <Helmet title={page?.title ?? ''} />;
}
