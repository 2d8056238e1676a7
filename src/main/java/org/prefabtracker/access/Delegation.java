package org.prefabtracker.access;

/**
 * With what work was submitted that goes on after its request.
 *
 * @param personId internal; never leaves the server
 * @param tokenId the token of the request; null where there was none
 * @param permission the permission that the request needed; null: the server itself submitted the work
 * @param projectId the project that the request was about; null: none
 */
public record Delegation(long personId, Long tokenId, Permission permission, Long projectId) {}
