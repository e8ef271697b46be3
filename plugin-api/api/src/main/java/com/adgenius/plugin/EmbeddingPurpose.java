package com.adgenius.plugin;

/** What a vector is for. Some models embed a question otherwise than what it is to find. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public enum EmbeddingPurpose {
    /** It is kept, to be found. */
    DOCUMENT,
    /** It finds others. */
    QUERY
}
