package com.adgenius.host.embedded;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import jakarta.mail.Flags;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/** Gives each address a mailbox when its first mail comes, and forgets the oldest mailboxes and mails. */
final class Mailboxes implements MessageDeliveryHandler {

    static final int MAILBOXES = 1_000;
    static final int MAILS = 50;

    private final UserManager users;
    private final Deque<GreenMailUser> oldestFirst = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();

    private Mailboxes(UserManager users) {
        this.users = users;
    }

    static void bound(UserManager users) {
        users.setMessageDeliveryHandler(new Mailboxes(users));
    }

    @Override
    public GreenMailUser handle(MovingMessage message, MailAddress to) throws UserException {
        String address = to.getEmail().toLowerCase(Locale.ROOT);
        lock.lock();
        try {
            GreenMailUser known = users.getUserByEmail(address);
            if (known != null) {
                forgetOldestMails(known);
                return known;
            }
            if (oldestFirst.size() >= MAILBOXES) {
                users.deleteUser(oldestFirst.removeFirst());
            }
            GreenMailUser user = users.createUser(address, address, address);
            oldestFirst.addLast(user);
            return user;
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldestMails(GreenMailUser user) throws UserException {
        try {
            MailFolder inbox = users.getImapHostManager().getInbox(user);
            long[] uids = inbox.getMessageUids();
            if (uids.length >= MAILS) {
                for (int i = 0; i <= uids.length - MAILS; i++) {
                    inbox.setFlags(new Flags(Flags.Flag.DELETED), true, uids[i], null, true);
                }
                inbox.expunge();
            }
        } catch (FolderException e) {
            throw new UserException(e);
        }
    }
}
