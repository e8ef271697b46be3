package com.adgenius.host.server.creative.export;

import java.nio.charset.StandardCharsets;

/** How an exported file came to be, in IPTC's words, and the XMP packet that says so (ISO 16684-1). */
final class SourceType {

    /** The concept of IPTC's digital source types for what a model made. */
    static final String URI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    private static final byte[] PACKET = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about=""
                xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
                xmp:CreatorTool="AdGenius"
                Iptc4xmpExt:DigitalSourceType="%s"/>
             </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>""".formatted(URI).getBytes(StandardCharsets.UTF_8);

    private SourceType() {}

    static byte[] packet() {
        return PACKET.clone();
    }
}
