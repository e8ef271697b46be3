/**
 * How people come to accounts and to new passwords, by links in mails.
 *
 * <p>What somebody registers waits apart from the users until its address is verified: it signs nobody in, takes no
 * address away from anybody, and who opens the link in the mail gets the account with the password that was given with
 * that very registration. Nobody learns whether an address has an account: a request does the same work for each, and
 * who is written what is decided when the mail is composed.
 */
@NullMarked
package com.adgenius.host.server.registration;

import org.jspecify.annotations.NullMarked;
