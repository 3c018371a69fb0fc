export interface Config {
  /**
   * Who may do what beside what everybody may. Groups are entity references
   * such as `group:default/shop-operators`; a bare name means a group in the
   * default namespace.
   */
  shopPermissionPolicy: {
    /**
     * May act on every delivery, also in production.
     * @visibility backend
     */
    operatorsGroups: string[];
    /**
     * May register and remove what is in the catalog and manage templates.
     * @visibility backend
     */
    platformGroups: string[];
  };
}
