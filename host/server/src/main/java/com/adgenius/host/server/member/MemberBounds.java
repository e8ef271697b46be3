package com.adgenius.host.server.member;

/**
 * How large a tenant's team can be.
 *
 * @param members members and open invitations together
 * @param openInvitations invitations that can be accepted
 * @param mailsPerTenant invitations that a tenant sends in an hour
 * @param mailsToOne invitations that one address gets in an hour, of whatever tenant
 * @param requestsPerAddress invitations asked for, and links tried, in an hour from one address of the network
 */
public record MemberBounds(
        int members, int openInvitations, int mailsPerTenant, int mailsToOne, int requestsPerAddress) {

    /** What suits an agency. */
    public static MemberBounds defaults(int requestsPerAddress) {
        return new MemberBounds(500, 100, 200, 5, requestsPerAddress);
    }
}
