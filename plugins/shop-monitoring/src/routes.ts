import { createRouteRef } from '@backstage/frontend-plugin-api';

/**
 * The Monitoring tab of an entity.
 * @public
 */
export const monitoringRouteRef = createRouteRef();
