import {
  appTreeApiRef,
  coreExtensionData,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { useDocumentTitle } from './useDocumentTitle';

function withoutSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

function useTabTitle(path: string): string[] {
  const { tree } = useApi(appTreeApiRef).getTree();
  const tabs = tree.nodes
    .get('page:catalog/entity')
    ?.edges.attachments.get('contents');
  const tab = tabs?.find(({ instance }) => {
    const tabPath = instance?.getData(coreExtensionData.routePath);
    return tabPath !== undefined && withoutSlashes(tabPath) === path;
  });
  const title = tab?.instance?.getData(EntityContentBlueprint.dataRefs.title);
  return title ? [title] : [];
}

/** Titles a tab of an entity. */
export function EntityTitle(props: { entityRef: string; tabPath: string }) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  useDocumentTitle(...useTabTitle(props.tabPath), primaryTitle);
  return null;
}
