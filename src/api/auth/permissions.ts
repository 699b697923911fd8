import { type Permission, permission, type Role } from '../contract/index.ts';

/**
 * Who may do what. Clerks make documents ready, agents work items, auditors look and change nothing, leads do both and
 * keep the customer list, administrators keep the installation (and may do all of it, because a small company has one person).
 */
const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  clerk: [
    'readDocuments',
    'readArchive',
    'uploadDocuments',
    'resolveDocuments',
    'scanBatches',
    'readWorkItems',
    'readCustomers',
  ],
  agent: ['readDocuments', 'readArchive', 'readWorkItems', 'takeWorkItems', 'readCustomers'],
  auditor: ['readDocuments', 'readArchive', 'readWorkItems', 'readCustomers', 'readQuality', 'seeSystem'],
  lead: [
    'readDocuments',
    'readArchive',
    'uploadDocuments',
    'resolveDocuments',
    'scanBatches',
    'readWorkItems',
    'takeWorkItems',
    'readCustomers',
    'importCustomers',
    'readQuality',
    'seeSystem',
  ],
  administrator: permission.options,
};

export function permissionsOf(role: Role): readonly Permission[] {
  return permissionsByRole[role];
}

export function isPermitted(role: Role, permission: Permission): boolean {
  return permissionsByRole[role].includes(permission);
}
