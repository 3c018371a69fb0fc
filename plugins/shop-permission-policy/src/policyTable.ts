import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogIngestionManagePermission,
  catalogIngestionReadPermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesClustersReadPermission,
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import { Permission } from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { monitoringReadPermission } from '@shop-portal/plugin-shop-monitoring-common';
import {
  applicationRefreshPermission,
  applicationSyncPermission,
  deliveryReadPermission,
  productionOperatePermission,
  rolloutAbortPermission,
  rolloutPromoteFullPermission,
  rolloutPromotePermission,
  rolloutRetryPermission,
} from '@shop-portal/plugin-shop-rollouts-common';

/**
 * Who has a permission. `everybody` is who is signed in; nobody else ever has
 * any. `entity-owners` and `task-owners` depend on the thing it is asked for.
 * @public
 */
export type Audience =
  | 'everybody'
  | 'entity-owners'
  | 'task-owners'
  | 'operators'
  | 'platform';

/** @public */
export interface PolicyRow {
  permission: Permission;
  /** One of these is enough. */
  allowed: readonly Audience[];
}

/**
 * The whole policy. What is missing here is denied to everybody.
 * @public
 */
export const policyTable: readonly PolicyRow[] = [
  row(catalogEntityReadPermission, 'everybody'),
  row(catalogLocationReadPermission, 'everybody'),
  row(catalogEntityCreatePermission, 'platform'),
  row(catalogEntityDeletePermission, 'platform'),
  row(catalogEntityRefreshPermission, 'platform'),
  row(catalogEntityValidatePermission, 'platform'),
  row(catalogLocationCreatePermission, 'platform'),
  row(catalogLocationDeletePermission, 'platform'),
  row(catalogLocationAnalyzePermission, 'platform'),
  row(catalogIngestionReadPermission, 'platform'),
  row(catalogIngestionManagePermission, 'platform'),

  row(templateParameterReadPermission, 'everybody'),
  row(templateStepReadPermission, 'everybody'),
  row(actionExecutePermission, 'everybody'),
  row(taskCreatePermission, 'everybody'),
  row(taskReadPermission, 'task-owners'),
  row(taskCancelPermission, 'task-owners'),
  row(templateManagementPermission, 'platform'),
  // A dry run takes its template from the caller and runs it with the portal's
  // own tokens.
  row(templateDryRunPermission, 'platform'),

  row(kubernetesClustersReadPermission, 'everybody'),
  row(kubernetesResourcesReadPermission, 'everybody'),
  // Pod logs go through the proxy. The clusters refuse every write on it,
  // because its token is the read-only one.
  row(kubernetesProxyPermission, 'everybody'),

  row(deliveryReadPermission, 'everybody'),
  row(rolloutPromotePermission, 'entity-owners', 'operators'),
  row(rolloutPromoteFullPermission, 'entity-owners', 'operators'),
  row(rolloutAbortPermission, 'entity-owners', 'operators'),
  row(rolloutRetryPermission, 'entity-owners', 'operators'),
  row(applicationSyncPermission, 'entity-owners', 'operators'),
  row(applicationRefreshPermission, 'entity-owners', 'operators'),
  // Asked for on top of the row of the action where the environment is
  // production.
  row(productionOperatePermission, 'operators'),

  row(monitoringReadPermission, 'everybody'),
];

/**
 * The names of the permissions that the policy decides about.
 * @public
 */
export const namedPermissions: readonly string[] = policyTable.map(
  ({ permission }) => permission.name,
);

function row(permission: Permission, ...allowed: Audience[]): PolicyRow {
  return { permission, allowed };
}
